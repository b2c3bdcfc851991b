/** Ends a switch over a union: the compiler objects when a member was forgotten. */
export function unreachable(value: never): never {
  throw new Error(`A case was forgotten: ${JSON.stringify(value)}`);
}
