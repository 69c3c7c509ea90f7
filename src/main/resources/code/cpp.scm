; The name of a function is inside its declarators, however many there are: it is looked up, not matched.
(function_definition) @function
(struct_specifier name: (type_identifier) @name body: (_)) @struct
(union_specifier name: (type_identifier) @name body: (_)) @union
(enum_specifier name: (type_identifier) @name body: (_)) @enum
(type_definition type: (struct_specifier !name body: (_)) declarator: (type_identifier) @name) @struct
(type_definition type: (union_specifier !name body: (_)) declarator: (type_identifier) @name) @union
(type_definition type: (enum_specifier !name body: (_)) declarator: (type_identifier) @name) @enum
(class_specifier name: (_) @name body: (_)) @class
(struct_specifier name: [(template_type) (qualified_identifier)] @name body: (_)) @struct
(namespace_definition name: (_) @name body: (_)) @scope
(access_specifier) @access
(comment) @comment
; Qualified names nest and carry template arguments: the name proper is taken from the text.
(call_expression function: [
  (identifier) @call
  (qualified_identifier) @call
  (template_function) @call
  (field_expression field: (_) @call)])
(new_expression type: [(type_identifier) (qualified_identifier) (template_type)] @call)
