(package_header (identifier) @package)
(class_declaration "interface" (type_identifier) @name) @interface
(class_declaration "enum" (type_identifier) @name) @enum
(class_declaration (type_identifier) @name) @class
(object_declaration (type_identifier) @name) @object
(secondary_constructor "constructor" @name) @constructor
(function_declaration (simple_identifier) @name) @function
(line_comment) @comment
(multiline_comment) @comment
(call_expression . (simple_identifier) @call)
(call_expression . (navigation_expression (navigation_suffix (simple_identifier) @call) .))
(constructor_invocation (user_type (type_identifier) @call .))
(constructor_invocation (user_type (type_identifier) @call . (type_arguments) .))
