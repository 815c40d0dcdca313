import { rulePreview, type PreviewAsked, type RulePreview } from "~/modules/visits/domain/rule-preview";

/** Worker thread: what a change of rules does to some hundreds of residents. */
export const run = (asked: PreviewAsked): RulePreview => rulePreview(asked);
