import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Unavailable } from '../unavailable.mjs';
import { verifySha256 } from '../verify-sha256.mjs';
import { temporaryFolder } from './temporary-folder.js';

/** FIPS 180-2, appendix B.1: SHA-256 of the message "abc". */
const SHA256_OF_ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

it('takes the file that was pinned and refuses any other', async () => {
  const file = join(temporaryFolder(), 'wheel');
  writeFileSync(file, 'abc');
  await expect(verifySha256(file, SHA256_OF_ABC)).resolves.toBeUndefined();
  writeFileSync(file, 'abd');
  await expect(verifySha256(file, SHA256_OF_ABC)).rejects.toThrow(Unavailable);
});
