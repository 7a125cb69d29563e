import { expect, it } from 'vitest'
import { createReading } from './reading.ts'
import { TestClock } from './testing/test-clock.ts'

const settled = () => new Promise(done => setTimeout(done))

function given() {
  const clock = new TestClock()
  const said: [string, number][] = []
  let answer = () => Promise.resolve()
  const tellRead = createReading((conversationId, seq) => {
    said.push([conversationId, seq])
    return answer()
  }, clock)
  return { clock, said, tellRead, fail: (how: typeof answer) => (answer = how) }
}

it('tells at once what is read, and together what is read soon after', async () => {
  const { clock, said, tellRead } = given()
  for (const seq of [3, 4, 6, 5]) tellRead('conv_1', seq)
  tellRead('conv_2', 1)
  expect(said).toEqual([
    ['conv_1', 3],
    ['conv_2', 1],
  ])
  await settled()
  clock.pass(300)
  await settled()
  expect(said.slice(2)).toEqual([['conv_1', 6]])
})

it('tells the same place once, and a later one at once when nothing is under way', async () => {
  const { clock, said, tellRead } = given()
  tellRead('conv_1', 3)
  tellRead('conv_1', 3)
  await settled()
  clock.pass(300)
  await settled()
  tellRead('conv_1', 3)
  tellRead('conv_1', 4)
  expect(said.map(([, seq]) => seq)).toEqual([3, 4])
})

it('tells with what is read next what could not be told', async () => {
  const { said, tellRead, fail } = given()
  fail(() => Promise.reject(new Error('no network')))
  tellRead('conv_1', 3)
  await settled()
  tellRead('conv_1', 3)
  expect(said.map(([, seq]) => seq)).toEqual([3, 3])
})
