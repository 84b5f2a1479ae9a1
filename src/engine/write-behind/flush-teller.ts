import type { Observer } from '../../ports';
import type { Emitter } from '../emitter';
import type { FlushReport } from './flusher';

/** Tells listeners and the observer of flushes. Nobody waits for a flush, so what the observer throws is told to listeners too. */
export function flushTeller(emitter: Emitter, observer: Observer | undefined): (report: FlushReport) => void {
  return ({ units, events, durationMs, pending, lost, failure }) => {
    emitter.emit({
      type: 'engine.flushed',
      units,
      events,
      durationMs,
      pending,
      lost,
      ...(failure && { error: failure.error }),
    });
    try {
      observer?.count?.('animacy.flush.units', units);
      if (failure) observer?.count?.('animacy.flush.failed', 1);
      const given = lost.reduce((sum, record) => sum + record.units, 0);
      if (given > 0) observer?.count?.('animacy.flush.lost', given);
    } catch (error) {
      emitter.emit({ type: 'engine.listenerFailed', eventType: 'engine.flushed', error });
    }
  };
}
