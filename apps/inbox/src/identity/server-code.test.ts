import { expect, test } from 'vitest'
import { LANGUAGES, serverCode } from './server-code.ts'

const ORGANIZATION = 'org_V1StGXR8Z5jdHi6BmyT00'

test.each(LANGUAGES)(
  '$label gets its lines, with the id of the organization and without its secret',
  ({ value }) => {
    const code = serverCode(value, ORGANIZATION)
    expect(code).toMatch(/halloo_?token/i)
    expect(code).toContain('HALLOO_IDENTITY_SECRET')
    expect(code).toMatch(new RegExp(`['"]${ORGANIZATION}['"]`))
    expect(code).not.toContain('HALLOO_ORGANIZATION')
  },
)
