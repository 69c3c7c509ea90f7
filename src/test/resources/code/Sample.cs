using System;

namespace Shop.Core
{
    /// <summary>Keeps orders.</summary>
    [Serializable]
    public sealed class Orders<T> : Base where T : class
    {
        private readonly int limit = 3;

        public int Count
        {
            get { return limit; }
        }

        public Orders(int limit)
        {
            this.limit = limit;
        }

        protected internal static async Task<int> Find(string name, int limit = 5)
        {
            int Local(int x) => x + 1;
            return Local(limit);
        }

        void Hidden() => Console.WriteLine();

        public interface IListener
        {
            void Changed();
        }
    }

    record Line(string Name, int Amount);

    enum State { Open }

    struct Point { public int X; }
}

class Caller
{
    int made = Initial();

    void Calls()
    {
        First().Second<int>(new Orders<int>(3), new Shop.Crate());
        this?.Third(Fourth<string>());
        int Inner() => Fifth();
    }
}
