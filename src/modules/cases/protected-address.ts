/** SQL: whether the address of a debtor, a row of that table, is or ever was told to be protected. */
export const protectedSql = (alias: string): string =>
  `exists (select from debtor_condition_now where debtor_id = ${alias}.id and type = 'PROTECTED_ADDRESS')`;
