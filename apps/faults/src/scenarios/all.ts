import type { Scenario } from '../scenario.ts'
import { clientClocks, offline, reconnectStorm, restartStorm } from './away.ts'
import { listenersEnded, redisKilled } from './buses.ts'
import { counting } from './counting.ts'
import { poolExhausted } from './crowds.ts'
import {
  backendsKilled,
  databaseFrozen,
  databaseSlow,
  databaseStopped,
  postmasterKilled,
} from './databases.ts'
import { ackLost, flapping, halfOpen, linkCut, roughLine } from './links.ts'
import { deploy, killBeforeAck, killOne, killSole } from './processes.ts'
import { acceptRace, badRow, capacityRace, twoWriters } from './races.ts'
import { slowReader } from './readers.ts'
import { revoked } from './rights.ts'

/** The fault matrix, in the order of its table. */
export const scenarios: readonly Scenario[] = [
  linkCut,
  ackLost,
  halfOpen,
  flapping,
  roughLine,
  offline,
  ...clientClocks,
  revoked,
  acceptRace,
  capacityRace,
  twoWriters,
  badRow,
  counting,
  slowReader,
  reconnectStorm,
  restartStorm,
  killSole,
  killOne,
  killBeforeAck,
  deploy,
  databaseStopped,
  postmasterKilled,
  databaseFrozen,
  databaseSlow,
  backendsKilled,
  poolExhausted,
  listenersEnded,
  redisKilled,
]
