import { useEffect, useRef, useState } from 'preact/hooks'
import { Icon } from '../Icon.tsx'
import { FILE } from './icons.ts'
import { useTalk } from './use-talk.ts'

const SIDE = 72

/** A small picture of a file that was picked on this page; drawn, since sites may forbid blob: addresses. */
export function Thumb({ id, small = false }: { id: string; small?: boolean }) {
  const { files } = useTalk()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [drawn, setDrawn] = useState(false)
  const blob = files.blobOf(id)
  const isPicture = blob?.type.startsWith('image/') ?? false
  useEffect(() => {
    if (!blob || !isPicture) return
    createImageBitmap(blob).then(
      picture => {
        const side = Math.min(picture.width, picture.height)
        const [x, y] = [(picture.width - side) / 2, (picture.height - side) / 2]
        canvas.current?.getContext('2d')?.drawImage(picture, x, y, side, side, 0, 0, SIDE, SIDE)
        picture.close()
        setDrawn(true)
      },
      () => {},
    )
  }, [blob])
  return (
    <>
      {isPicture && <canvas ref={canvas} class="thumb" width={SIDE} height={SIDE} hidden={!drawn} />}
      {!drawn && <Icon d={FILE} small={small} />}
    </>
  )
}
