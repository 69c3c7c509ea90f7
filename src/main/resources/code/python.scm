(class_definition name: (identifier) @name) @class
(function_definition name: (identifier) @name) @function
(comment) @comment
(call function: [(identifier) @call (attribute attribute: (identifier) @call)])
