/** What stands in a server's audit log, which its moderators read. */
export const auditReasons = {
  roleMade: 'A role for the people who signed up for a series',
  roleGiven: 'Signed up for this series',
  roleTaken: 'No longer signed up for this series',
} as const;
