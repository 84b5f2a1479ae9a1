import * as fc from 'fast-check';
import { commands } from '../arbitraries';
import { ModelRun } from '../model-run';
import { ruleGroup } from './rules';

/** What the examples of the other groups leave out: the rules in every combination that chance comes up with. */
export const modelRules = ruleGroup('model', (rule, subject) => {
  rule('does what the model does, whatever the commands', async () => {
    const property = fc.asyncProperty(fc.array(commands, { maxLength: 40, size: 'max' }), async (list) => {
      const run = new ModelRun(await subject.open(), subject);
      try {
        for (const command of list) await run.execute(command);
        await run.compareEverything();
      } finally {
        await run.close();
      }
    });
    // Not every runner shows the cause of an error: what differs has to stand beside the seed and the shortest list.
    await fc.assert(property, { includeErrorInReport: true });
  });
});
