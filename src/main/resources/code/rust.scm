(mod_item name: (identifier) @name body: (_)) @scope
(function_item name: (identifier) @name) @function
(struct_item name: (type_identifier) @name) @struct
(enum_item name: (type_identifier) @name) @enum
(union_item name: (type_identifier) @name) @union
(trait_item name: (type_identifier) @name) @trait
(impl_item type: (_) @name) @impl
(macro_definition name: (identifier) @name) @macro
(attribute_item) @attribute
(line_comment) @comment
(block_comment) @comment
