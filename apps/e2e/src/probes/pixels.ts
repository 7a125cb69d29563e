import type { Page } from '@playwright/test'

/** Where two pictures differ by more than the shade of a smoothed edge, empty if nowhere; the page decodes them. */
export async function differenceOf(page: Page, one: Buffer, other: Buffer): Promise<string> {
  if (one.equals(other)) return ''
  return page.evaluate(
    async pictures => {
      const [a, b] = await Promise.all(
        pictures.map(async picture => {
          const bytes = Uint8Array.from(atob(picture), letter => letter.charCodeAt(0))
          const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
          const pen = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
          pen?.drawImage(bitmap, 0, 0)
          return pen?.getImageData(0, 0, bitmap.width, bitmap.height)
        }),
      )
      if (!a || !b || a.width !== b.width || a.height !== b.height) return 'the sizes'
      const points: string[] = []
      for (let at = 0; at < a.data.length; at++) {
        const pixel = Math.floor(at / 4)
        if (Math.abs((a.data[at] ?? 0) - (b.data[at] ?? 0)) > 24)
          points.push(`${pixel % a.width},${Math.floor(pixel / a.width)}`)
      }
      const places = [...new Set(points)]
      // The same page, loaded twice, may draw a rounded corner differently by a pixel.
      return places.length > 3
        ? `${places.length} pixels: ${places.slice(0, 12).join(' ')} … ${places.at(-1)}`
        : ''
    },
    [one.toString('base64'), other.toString('base64')],
  )
}
