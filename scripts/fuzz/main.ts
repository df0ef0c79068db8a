import { messageOf } from '#shared/domain/result';
import { fuzz } from './fuzz';
import type { TargetFile } from './target';

const [name = '', runs = '', seed = ''] = process.argv.slice(2);
// Every file of the folder has this one export; fuzz.mjs checked the name.
const { open } = (await import(`./targets/${name}.ts`)) as TargetFile;
const target = await open();
const begunAt = performance.now();
try {
  const { heap } = await fuzz(target, Number(runs), Number(seed));
  const seconds = ((performance.now() - begunAt) / 1000).toFixed(1);
  const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);
  const memory = heap ? `, heap ${megabytes(heap.first)} → ${megabytes(heap.last)} MB` : '';
  process.stdout.write(
    `${name}: ${Number(runs).toLocaleString('en')} runs from seed ${seed}, no fault${memory}${target.note?.() ?? ''}, ${seconds} s\n`,
  );
} catch (error) {
  const cause = error instanceof Error && error.cause instanceof Error ? `\n${error.cause.stack}` : '';
  process.stdout.write(`${name}: ${messageOf(error)}${cause}\n`);
  process.exitCode = 1;
} finally {
  await target.close();
}
