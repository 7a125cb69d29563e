import type { DisplayRules, Greeting } from '@halloo/protocol'
import { linesOf } from '../settings/lines.ts'

export interface DisplayForm {
  /** One page to a line. */
  onlyOn: string
  neverOn: string
  desktop: boolean
  mobile: boolean
  hidesWhenClosed: boolean
}

/** Where the widget shows itself; no rule at all is null. */
export const displayCodec = {
  read: (value: DisplayRules | null): DisplayForm => ({
    onlyOn: (value?.onlyOn ?? []).join('\n'),
    neverOn: (value?.neverOn ?? []).join('\n'),
    desktop: value?.devices.includes('desktop') ?? true,
    mobile: value?.devices.includes('mobile') ?? true,
    hidesWhenClosed: value?.whenClosed === 'hide',
  }),
  write({ onlyOn, neverOn, desktop, mobile, hidesWhenClosed }: DisplayForm): DisplayRules | null {
    const rules: DisplayRules = {
      onlyOn: linesOf(onlyOn),
      neverOn: linesOf(neverOn),
      devices: [...(desktop ? (['desktop'] as const) : []), ...(mobile ? (['mobile'] as const) : [])],
      whenClosed: hidesWhenClosed ? 'hide' : 'show',
    }
    const isAny = rules.onlyOn.length || rules.neverOn.length || !desktop || !mobile || hidesWhenClosed
    return isAny ? rules : null
  },
}

export interface GreetingForm {
  id: string
  text: string
  /** As it is typed, in seconds. */
  afterSeconds: string
  onlyOn: string
}

/** What the widget says by itself. */
export const greetingsCodec = {
  read: (value: readonly Greeting[]): GreetingForm[] =>
    value.map(({ id, text, afterSeconds, onlyOn }) => ({
      id,
      text,
      afterSeconds: String(afterSeconds),
      onlyOn: onlyOn.join('\n'),
    })),
  write: (form: readonly GreetingForm[]): Greeting[] =>
    form.map(({ id, text, afterSeconds, onlyOn }) => ({
      id,
      text,
      // What is no number is sent as null, and refused at its field.
      afterSeconds: afterSeconds.trim() === '' ? Number.NaN : Number(afterSeconds),
      onlyOn: linesOf(onlyOn),
    })),
}
