export const Button = ({ label }: Props): JSX.Element => {
  return <button>{label}</button>;
};

export function Page() {
  return (
    <main>
      <Button label="go" />
    </main>
  );
}

export const List = () => {
  const items = useItems<Item>();
  return <ul onClick={() => open(items)}>{items.map((item) => show(item))}</ul>;
};
