import { useEffect } from 'preact/hooks'

/** A field as tall as what is written in it, between the bounds of its style. */
export function useGrowth(area: { current: HTMLTextAreaElement | null }, text: string) {
  useEffect(() => {
    const element = area.current
    if (!element) return
    element.style.height = 'auto'
    element.style.height = `${element.scrollHeight}px`
  }, [text, area])
}
