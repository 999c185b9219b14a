import type { AgreementMatrix } from '@wellposed/conformance';

/** What `agreementMatrix` measured, and where. */
export interface AgreementPlace {
  /** Such as 'Node.js 20.20' or 'Chromium 142, headless'. */
  readonly where: string;
  readonly matrix: Pick<AgreementMatrix, 'runs' | 'seed' | 'backends' | 'pairs' | 'missing'>;
}
