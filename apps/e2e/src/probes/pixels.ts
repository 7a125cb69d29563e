import type { Page } from '@playwright/test'

/** In how many pixels two pictures differ; the page decodes them. */
export const differingPixels = (page: Page, one: Buffer, other: Buffer) =>
  one.equals(other)
    ? Promise.resolve(0)
    : page.evaluate(
        async pictures => {
          const [a, b] = await Promise.all(
            pictures.map(async picture => {
              const bytes = Uint8Array.from(atob(picture), letter => letter.charCodeAt(0))
              const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
              const pen = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
              pen?.drawImage(bitmap, 0, 0)
              return pen?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? []
            }),
          )
          let differing = 0
          for (let at = 0; at < (a?.length ?? 0); at += 4)
            if (a?.[at] !== b?.[at] || a?.[at + 1] !== b?.[at + 1] || a?.[at + 2] !== b?.[at + 2]) differing++
          return differing
        },
        [one.toString('base64'), other.toString('base64')],
      )
