import type { tables } from '@halloo/db'
import { lowContrasts, type Theme, theme, themeCss, type WidgetLook } from '@halloo/protocol'
import { Refusal } from '../../refusal.ts'

type Row = typeof tables.organizations.$inferSelect
type Columns = Pick<Row, 'chatTheme' | 'chatPrimaryColor' | 'chatPosition' | 'chatLook'>

/** The published theme: three of its tokens are columns with names of their own, the rest stands in one. */
export function themeOf({ chatTheme, chatPrimaryColor, chatPosition, chatLook }: Columns): Theme {
  const kept = theme.parse(chatLook ?? {})
  return theme.parse({
    ...kept,
    appearance: chatTheme,
    colors: { ...kept.colors, light: { ...kept.colors.light, brand: chatPrimaryColor } },
    position: {
      // A phone whose side was never chosen apart goes along.
      phone: chatLook ? kept.position.phone : { ...kept.position.phone, side: chatPosition },
      desktop: { ...kept.position.desktop, side: chatPosition },
    },
  })
}

/** A theme as the organization's row holds it. */
export const columnsOf = (tokens: Theme) => ({
  chatTheme: tokens.appearance,
  chatPrimaryColor: tokens.colors.light.brand,
  chatPosition: tokens.position.desktop.side,
  chatLook: tokens,
})

/** What of the look every page gets. */
export function widgetLookOf(row: Columns, publicUrl: string): WidgetLook {
  const tokens = themeOf(row)
  return {
    css: themeCss(tokens, publicUrl),
    chatTheme: tokens.appearance,
    chatPrimaryColor: row.chatPrimaryColor,
    chatPosition: tokens.position.desktop.side,
    ...(tokens.launcher.label && { launcherLabel: tokens.launcher.label }),
  }
}

export interface LookChange {
  chatTheme?: Theme['appearance'] | undefined
  chatPrimaryColor?: string | undefined
  chatPosition?: Theme['position']['desktop']['side'] | undefined
}

/**
 * The theme with those of its tokens changed that settings name.
 * @throws Refusal `validation_failed` where words could no longer be read
 */
export function withChange(tokens: Theme, change: LookChange): Theme {
  const { appearance, colors, position } = tokens
  const side = change.chatPosition ?? position.desktop.side
  const isTogether = position.phone.side === position.desktop.side
  const next: Theme = {
    ...tokens,
    appearance: change.chatTheme ?? appearance,
    colors: {
      ...colors,
      light: { ...colors.light, brand: change.chatPrimaryColor ?? colors.light.brand },
    },
    position: {
      desktop: { ...position.desktop, side },
      phone: isTogether ? { ...position.phone, side } : position.phone,
    },
  }
  const errors = lowContrasts(next.colors).map(({ half, name, suggestion }) => ({
    pointer: '/chatPrimaryColor',
    code: 'low_contrast' as const,
    ...(half === 'light' && name === 'brand' && { suggestion }),
  }))
  if (change.chatPrimaryColor && errors.length > 0) throw new Refusal('validation_failed', { errors })
  return next
}
