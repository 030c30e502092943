/** A column's name, or its name and the classes of its head: `right`, `wide-only`. */
type Column = string | readonly [name: string, classes: string];

/** The head of a table. */
export function Columns({ names }: { names: readonly Column[] }) {
  return (
    <thead>
      <tr>
        {names.map((column) => {
          const [name, classes] = typeof column === 'string' ? [column, undefined] : column;
          return (
            <th key={name} scope="col" class={classes}>
              {name}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
