(class name: (_) @name) @class
(module name: (_) @name) @module
(method name: (_) @name) @method
(singleton_method name: (_) @name) @method
(body_statement (identifier) @access)
(comment) @comment
(call method: [(identifier) (constant)] @call)
(call receiver: [(constant) @constructed (scope_resolution name: (constant) @constructed)] method: (identifier) @call)
