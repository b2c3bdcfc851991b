/** What keeps a file from being prepared, as a value. */
import type { PrepareFault } from '../app/ingest-port.ts';
import type { PrepareFaultCode } from '../domain/prepare-fault.ts';

export type { PrepareFault } from '../app/ingest-port.ts';

export type Attempt<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: PrepareFault };

export function fault(
  code: PrepareFaultCode,
  cause: unknown = null,
): { readonly ok: false; readonly fault: PrepareFault } {
  return { ok: false, fault: { code, cause } };
}
