(package_clause (package_identifier) @package)
(function_declaration name: (identifier) @name) @function
(method_declaration name: (field_identifier) @name) @method
(type_spec name: (type_identifier) @name type: (struct_type)) @struct
(type_spec name: (type_identifier) @name type: (interface_type)) @interface
(comment) @comment
(call_expression function: [
  (identifier) @call
  (selector_expression field: (field_identifier) @call)
  (index_expression operand: [(identifier) @call (selector_expression field: (field_identifier) @call)])])
; What looks like a conversion is a call with type arguments more often.
(type_conversion_expression type: (generic_type type: [
  (type_identifier) @call
  (qualified_type name: (type_identifier) @call)]))
