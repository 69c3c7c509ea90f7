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
