; A capture named after a kind is a symbol, @name its name. Of two patterns that match one node, the first wins.
(package_declaration (_) @package)
(class_declaration name: (identifier) @name) @class
(interface_declaration name: (identifier) @name) @interface
(enum_declaration name: (identifier) @name) @enum
(record_declaration name: (identifier) @name) @record
(annotation_type_declaration name: (identifier) @name) @annotation
(method_declaration name: (identifier) @name) @method
(constructor_declaration name: (identifier) @name) @constructor
(compact_constructor_declaration name: (identifier) @name) @constructor
(static_initializer (block) @elide)
(line_comment) @comment
(block_comment) @comment
(method_invocation name: (identifier) @call)
(object_creation_expression type: [
  (type_identifier) @call
  (scoped_type_identifier (type_identifier) @call .)
  (generic_type . (type_identifier) @call)
  (generic_type . (scoped_type_identifier (type_identifier) @call .))])
