/** One figure of the widget against what it may be. */
export interface Figure {
  goal: string
  what: string
  value: number
  unit: string
  /** At most this; without it the figure is only told. */
  limit?: number
}

export const isMet = ({ value, limit }: Figure) => limit === undefined || value <= limit

export function tableOf(figures: Figure[]): string {
  const lines = figures.map(figure => [
    figure.goal,
    figure.what,
    `${round(figure.value)} ${figure.unit}`.trim(),
    figure.limit === undefined ? '' : `${figure.limit} ${figure.unit}`.trim(),
    figure.limit === undefined ? '–' : isMet(figure) ? 'yes' : '**no**',
  ])
  const head = ['goal', 'what', 'measured', 'at most', 'met']
  return [head, head.map(() => '---'), ...lines].map(cells => `| ${cells.join(' | ')} |`).join('\n')
}

const round = (value: number) => (Number.isInteger(value) ? `${value}` : value.toFixed(value < 1 ? 3 : 1))
