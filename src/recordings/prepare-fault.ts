/** What keeps a file from being prepared, as a value. */
import type { PrepareFaultCode } from '../domain/prepare-fault.ts';

export interface PrepareFault {
  readonly code: PrepareFaultCode;
  /** For the log, never for people; null when the code says it all. */
  readonly cause: unknown;
}

export type Attempt<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: PrepareFault };

export function fault(
  code: PrepareFaultCode,
  cause: unknown = null,
): { readonly ok: false; readonly fault: PrepareFault } {
  return { ok: false, fault: { code, cause } };
}
