package shop

import "fmt"

// Server serves.
type Server struct {
	Name string
	port int
}

type (
	// Handler handles.
	Handler interface {
		Handle(name string) error
	}
	options struct{ a int }
)

// Start starts it.
// It blocks.
func (s *Server) Start(ctx Context, port int) (int, error) {
	return fmt.Println(s.Name)
}

func (l List[T]) Len() int { return 0 }

func helper[T any](x T) T {
	f := func() T { return x }
	return f()
}

func calls(s *Server) {
	s.Start(nil, first(1))
	shop.Open(helper[int](2), List[int](nil))
	inner := func() { third() }
	go inner()
	defer s.closers[0]()
}
