import guide from '../../../../docs/identity.md?raw'

/** Languages that the guide has lines for, and how each reads the organization's id there. */
export const LANGUAGES = [
  { value: 'js', label: 'Node', id: 'process.env.HALLOO_ORGANIZATION' },
  { value: 'python', label: 'Python', id: 'os.environ["HALLOO_ORGANIZATION"]' },
  { value: 'php', label: 'PHP', id: "getenv('HALLOO_ORGANIZATION')" },
  { value: 'ruby', label: 'Ruby', id: "ENV.fetch('HALLOO_ORGANIZATION')" },
] as const
export type Language = (typeof LANGUAGES)[number]['value']

/** The lines of the guide, which its tests have run, with this organization's id. */
export function serverCode(language: Language, organizationId: string): string {
  const [, lines = ''] = new RegExp(`\`\`\`${language}\n([^]*?)\n\`\`\``).exec(guide) ?? []
  const { id = '' } = LANGUAGES.find(({ value }) => value === language) ?? {}
  return lines.replace(id, language === 'python' ? `"${organizationId}"` : `'${organizationId}'`)
}
