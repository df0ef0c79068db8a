import { parentPort, workerData } from 'node:worker_threads';
import { contentsOf } from './contents';
import type { RecordedDay, Recording } from '#electron/research/recording';
import { openRecording } from '#electron/research/sources/open';
import { messageToPerson } from '#electron/storage/disk-fault';
import type { IstDate } from '#shared/domain/time';
import type { History } from '#shared/ports/history';
import type { AnswerTo, FromRecordingWorker, Question, RecordingWorkerData, ToRecordingWorker } from './messages';
import { buffersOf, packDay } from './packed-day';
import { playedHistory } from './played-history';

const port = parentPort;
if (!port) throw new Error('This file is run as a worker thread');

// Handed over by recording-thread.ts; nobody else starts the file.
const { spec } = workerData as RecordingWorkerData;
const recording = openRecording(spec, (share) => say({ kind: 'read', share }));
// Whoever asks hears why it failed.
recording.catch(() => {});

/** The past of the day that was asked about last: what is made of its prices is made once. */
let past: { readonly date: IstDate; readonly history: History } | null = null;

function say(message: FromRecordingWorker, transfer: ArrayBuffer[] = []): void {
  port?.postMessage(message, transfer);
}

async function answerTo(
  question: Question,
): Promise<{ readonly answer: AnswerTo<Question>; readonly transfer?: ArrayBuffer[] }> {
  const read = await recording;
  switch (question.kind) {
    case 'contents':
      return { answer: contentsOf(read) };
    case 'day': {
      const packed = packDay(dayOf(read, question.date));
      return { answer: packed, transfer: buffersOf(packed) };
    }
    case 'bars': {
      const { date, instrument, interval, from, to } = question;
      if (past?.date !== date) past = { date, history: playedHistory(read, dayOf(read, date)) };
      return { answer: await past.history.bars(instrument, interval, from, to) };
    }
  }
}

function dayOf({ days }: Recording, date: IstDate): RecordedDay {
  const day = days.find((each) => each.date === date);
  if (!day) throw new Error(`It has no ${date}`);
  return day;
}

async function take({ id, question }: ToRecordingWorker): Promise<void> {
  try {
    const { answer, transfer } = await answerTo(question);
    say({ kind: 'answer', id, answer }, transfer);
  } catch (error) {
    say({ kind: 'failed', id, message: messageToPerson(error) });
  }
}

port.on('message', (message: ToRecordingWorker) => void take(message));
