import type { Actor } from "~/modules/accounts/domain/actor";
import type { City } from "~/modules/places/domain/city";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { questionFields } from "../domain/question-fields";
import type { QuestionProblem } from "../domain/question-problem";
import type { SitingQuestion } from "../domain/siting-question";
import { askedSiting, type SitingChoices } from "./asked-siting.server";
import { problemsAsked } from "./problems-asked.server";
import {
  archiveScenario,
  askAgain,
  askWhere,
  deleteScenario,
  duplicateScenario,
  renameScenario,
  stopAsking,
  type ScenarioRefusal,
} from "./scenario-steps.server";
import { scenarioInView } from "./scenarios-in-view.server";

export type FormRefusal =
  | { readonly kind: "question"; readonly problems: readonly QuestionProblem[] }
  | { readonly kind: "step"; readonly step: ScenarioRefusal };

/** What a form asks: a new scenario, or a scenario's question anew. The scenario's id, or what is wrong. */
export async function askByForm(
  actor: Actor,
  city: City,
  form: FormData,
  nameOf: NameOf = usualName,
): Promise<Verdict<string, FormRefusal>> {
  const asked = await askedSiting(city.code, textOf(form));
  if (!asked) return refused({ kind: "step", step: "not-there" });
  if (asked.problems.length > 0) return refused({ kind: "question", problems: asked.problems });
  const onGround = await problemsAsked(actor, city.code, asked.question);
  if (onGround.length > 0) return refused({ kind: "question", problems: onGround });
  const text = (name: string) => String(form.get(name) ?? "");
  const { question, choices } = asked;
  const again = (before: SitingQuestion) => nameOf(question, choices, text("relaxed") === "yes" ? before : null);
  const done =
    text("intent") === "again"
      ? await askAgain(actor, city, text("of"), Number(text("version")), question, again)
      : await askWhere(actor, city, text("name").trim() || { usual: nameOf(question, choices, null) }, question);
  return done.ok ? done : refused({ kind: "step", step: done.refusal });
}

/** What a scenario is called that nobody named. @param relaxed the question this one was relaxed from */
export type NameOf = (question: SitingQuestion, known: SitingChoices, relaxed: SitingQuestion | null) => string;

/** Without words at hand it is called after its service. */
const usualName: NameOf = ({ types: [first = ""] }, { types }) => types.find(({ key }) => key === first)?.nameZh ?? first;

/**
 * The scenario a refused form belongs to, so that its next try does too. Its version is the one that was typed over; who was told
 * that somebody changed it meanwhile goes on from there.
 */
export async function scenarioTyped(actor: Actor, city: City, form: FormData, refusal: FormRefusal) {
  const [id, version] = [String(form.get("of") ?? ""), Number(form.get("version"))];
  const found = id === "" ? null : await scenarioInView(actor, city, id, "");
  if (!found?.mayPlan) return null;
  const isTold = refusal.kind === "step" && refusal.step === "changed-meanwhile";
  return { id, name: found.scenario.name, version: isTold ? found.scenario.version : version };
}

/** What was typed, to be shown again. */
export const typedFields = (form: FormData): [string, string][] =>
  [...form].flatMap(([name, value]) => (typeof value === "string" ? [[name, value] as [string, string]] : []));

const textOf = (form: FormData) => ({
  get: (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value : null;
  },
  getAll: (name: string) => form.getAll(name).flatMap((value) => (typeof value === "string" ? [value] : [])),
});

const STEPS = ["stop", "again", "rename", "duplicate", "archive", "unarchive", "delete"] as const;

/** One step of a scenario's life as its page's forms say it: the scenario to look at next, "" = the list. */
export async function stepByForm(actor: Actor, city: City, id: string, form: FormData): Promise<Verdict<string, FormRefusal>> {
  const isAgain = form.get("intent") === "again";
  const problems = isAgain ? await problemsKept(actor, city, id) : [];
  if (problems.length > 0) return refused({ kind: "question", problems });
  const done = await step(actor, city, id, form);
  return done.ok ? done : refused({ kind: "step", step: done.refusal });
}

/** What a scenario's question cannot mean any more as it was kept: a service may be gone since, or a place that must be chosen. */
async function problemsKept(actor: Actor, city: City, id: string): Promise<readonly QuestionProblem[]> {
  const found = await scenarioInView(actor, city, id, "");
  // Whoever may not ask is told that and nothing of the question.
  if (!found?.mayPlan || found.scenario.archivedAt) return [];
  const asked = await askedSiting(city.code, new URLSearchParams(questionFields(found.scenario.question)));
  if (!asked || asked.problems.length > 0) return asked?.problems ?? [];
  return problemsAsked(actor, city.code, asked.question);
}

async function step(actor: Actor, city: City, id: string, form: FormData): Promise<Verdict<string, ScenarioRefusal>> {
  const text = (name: string) => String(form.get(name) ?? "");
  const version = Number(text("version"));
  switch (STEPS.find((step) => step === text("intent"))) {
    case "again":
      return askAgain(actor, city, id, version, null);
    case "rename":
      return renameScenario(actor, city, id, version, text("name"));
    case "duplicate":
      return duplicateScenario(actor, city, id, text("name"));
    case "archive":
      return archiveScenario(actor, city, id, version, true);
    case "unarchive":
      return archiveScenario(actor, city, id, version, false);
    case "delete": {
      const done = await deleteScenario(actor, city, id, version);
      return done.ok ? granted("") : done;
    }
    default:
      return stopAsking(actor, city, id);
  }
}
