/** Values that are words already, as options of a segment. */
export const optionsOf = <T extends string>(values: readonly T[]) =>
  values.map(value => ({ value, label: value[0]?.toUpperCase() + value.slice(1) }))
