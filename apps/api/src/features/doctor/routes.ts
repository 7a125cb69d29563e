import type { OpenHandlers } from '../../door/context.ts'
import { type DoctorParts, reportSite } from '../widget-sessions/site-report.ts'

export const doctorHandlers = (parts: DoctorParts) =>
  ({
    'POST /v1/widget/doctor': (ctx, { body }) => reportSite(parts, ctx, body),
  }) satisfies Partial<OpenHandlers>
