import { describe, expect, it } from 'vitest'
import { theme } from '../theme.ts'
import { pictureOrigins } from './pictures.ts'
import { PRESETS, wear } from './presets.ts'
import { themeCss } from './theme-css.ts'
import { DEFAULT_THEME, type Theme } from './tokens.ts'

const own = DEFAULT_THEME
const ORIGIN = 'https://chat.example.com'
const UPLOADED = `/widget/pictures/org_${'a'.repeat(21)}/pic_${'b'.repeat(21)}.webp`
const cssOf = (theme: Theme) => themeCss(theme, ORIGIN)
const ofBrand = (brand: string): Theme => ({
  ...own,
  colors: { ...own.colors, light: { ...own.colors.light, brand } },
})

const HOST =
  /^(?:@media\(prefers-color-scheme:dark\)\{)?:host(?:\(\.\w+\))?\{(?:--hl-[a-z-]+:#[0-9a-f]{6}!important;)+\}{1,2}/

it.each([
  '#03604a',
  '#ABCDEF',
  'red',
  '#12',
  'url(//evil.test)',
  '#03604a}:host{display:none',
  'expression(alert(1))',
  '',
])('writes nothing but its own properties for %s', brand => {
  let rest = cssOf(ofBrand(brand))
  let rules = 0
  for (; rest; rules++) {
    expect(rest).toMatch(HOST)
    rest = rest.replace(HOST, '')
  }
  expect(rules).toBe(3)
})

describe('what an owner writes stays inside its rule', () => {
  /** The sheet without what stands in quotes; a quote or brace more would show. */
  const bare = (css: string) => css.replace(/"[^"\\]*(?:\\[0-9a-f]+ [^"\\]*)*"/g, '""')

  it.each([
    'Ask us',
    '"}*{display:none}',
    '\\"; } body { x: y',
    '</style><script>',
    'שאלו אותנו 👋',
    "it's\\",
  ])('the label %s', label => {
    const css = cssOf({ ...own, launcher: { ...own.launcher, label } })
    expect(bare(css)).toBe(bare(cssOf({ ...own, launcher: { ...own.launcher, label: 'x' } })))
    expect(css).not.toMatch(/<|>/)
  })

  it.each([
    'https://shop.test/a.png',
    'https://shop.test/a.png")}*{display:none}',
    "https://shop.test/it's(1)\\x.png?a=<b>&c=%22",
    'https://shop.test/a b\n.png#"',
  ])('the picture %s', picture => {
    const header = { ...own.header, style: 'picture', picture, logo: picture } as const
    const css = cssOf({ ...own, launcher: { ...own.launcher, picture }, header })
    expect(css).not.toMatch(/[<>'\\\n]/)
    expect(css.split('"')).toHaveLength(7)
    expect(bare(css).split('{')).toHaveLength(bare(css).split('}').length)
  })
})

describe('a picture that was uploaded here', () => {
  const header = { style: 'picture', picture: UPLOADED, logo: UPLOADED } as const
  const worn = { ...own, header, launcher: { ...own.launcher, picture: UPLOADED } }

  it('is fetched from this server, on whatever page the sheet is worn', () => {
    const css = cssOf(worn)
    expect(css.split(`url("${ORIGIN}${UPLOADED}")`)).toHaveLength(4)
    expect(css.match(/url\(/g)).toHaveLength(3)
  })

  it('moves along when the server gets another name', () => {
    expect(themeCss(worn, 'https://talk.example.com')).toBe(
      cssOf(worn).replaceAll(ORIGIN, 'https://talk.example.com'),
    )
  })

  it('asks no other host of a website’s policy, unlike one from elsewhere', () => {
    expect(pictureOrigins(own, ORIGIN)).toEqual([])
    expect(pictureOrigins(worn, ORIGIN)).toEqual([ORIGIN])
    const [logo, picture] = ['https://pictures.example:8443/a.png?b=c', 'https://other.example/d.png']
    const mixed = { ...worn, header: { ...header, logo, picture } }
    expect(pictureOrigins(mixed, ORIGIN)).toEqual([ORIGIN, new URL(picture).origin, new URL(logo).origin])
    const plain = { ...mixed, header: { ...mixed.header, style: 'plain' as const } }
    expect(pictureOrigins(plain, ORIGIN)).toEqual([ORIGIN, new URL(logo).origin])
  })
})

it('says only what is not as by default', () => {
  expect(cssOf(own).length).toBeLessThan(400)
  expect(cssOf({ ...own, radius: 4 })).toContain('--hl-radius:4px!important')
  expect(cssOf(own)).not.toContain('.l')
})

it('is small, whatever is chosen', () => {
  for (const preset of PRESETS) expect(cssOf(wear(own, preset)).length).toBeLessThan(3000)
})

it('puts a phone where its own place is', () => {
  const position = {
    desktop: { side: 'bottom-right', x: 30, y: 40 },
    phone: { side: 'bottom-left', x: 8, y: 12 },
  } as const
  const css = cssOf({ ...own, position })
  expect(css).toContain('.l{inset:auto 30px 40px auto}.bottom-left{inset:auto auto 40px 30px}')
  expect(css).toContain('@media(max-width:480px){.bottom-right{inset:auto auto 12px 8px}')
})

describe('the schema', () => {
  const judge = (value: unknown) =>
    theme
      .safeParse(value)
      .error?.issues.map(issue => [
        issue.path.join('.'),
        issue.code === 'custom' ? issue.params?.code : issue.code,
      ]) ?? []

  it('fills in what is left out', () => {
    expect(theme.parse({})).toEqual(DEFAULT_THEME)
    expect(theme.parse({ launcher: { size: 60 } }).launcher).toEqual({ ...own.launcher, size: 60 })
  })

  it.each([UPLOADED, 'https://shop.test/a.png?size=2'])('takes the picture %s', picture => {
    expect(judge({ launcher: { picture }, header: { picture, logo: picture } })).toEqual([])
  })

  it.each([
    [{ colors: { light: { brand: 'red' } } }, 'colors.light.brand', 'invalid_color'],
    [{ colors: { light: { brand: '#12345' } } }, 'colors.light.brand', 'invalid_color'],
    [{ colors: { dark: { link: '#12345678' } } }, 'colors.dark.link', 'invalid_color'],
    [{ colors: { light: { brand: null } } }, 'colors.light.brand', 'invalid_type'],
    [{ radius: 29 }, 'radius', 'out_of_range'],
    [{ radius: 1.5 }, 'radius', 'out_of_range'],
    [{ spacing: -1 }, 'spacing', 'out_of_range'],
    [{ font: { family: 'Comic Sans' } }, 'font.family', 'invalid_value'],
    [{ launcher: { picture: 'javascript:alert(1)' } }, 'launcher.picture', 'unsafe_url'],
    [{ launcher: { picture: 'data:image/png;base64,AA' } }, 'launcher.picture', 'unsafe_url'],
    [{ launcher: { picture: 'http://shop.test/a.png' } }, 'launcher.picture', 'unsafe_url'],
    [{ header: { logo: 'https://a:b@shop.test/' } }, 'header.logo', 'unsafe_url'],
    [{ header: { picture: 'a.png' } }, 'header.picture', 'invalid_url'],
    [{ header: { logo: '//evil.test/a.png' } }, 'header.logo', 'invalid_url'],
    [{ header: { logo: UPLOADED.replace('.webp', '.svg') } }, 'header.logo', 'invalid_url'],
    [{ header: { logo: UPLOADED.replace('pic_', '../pic_') } }, 'header.logo', 'invalid_url'],
    [{ header: { logo: `${UPLOADED}?a=b` } }, 'header.logo', 'invalid_url'],
    [{ launcher: { label: 'x'.repeat(25) } }, 'launcher.label', 'too_long'],
    [{ launcher: { label: '\u200b' } }, 'launcher.label', 'blank'],
    [{ position: { desktop: { x: 201 } } }, 'position.desktop.x', 'out_of_range'],
    [{ css: 'body{}' }, '', 'unrecognized_keys'],
  ])('refuses %j', (value, at, code) => {
    expect(judge(value)).toEqual([[at, code]])
  })
})
