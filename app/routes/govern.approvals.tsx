import { Container, Stack, Text, Title } from "@mantine/core";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ApprovalCard } from "~/modules/accounts/ui/approval-card";
import { GovernPages } from "~/modules/accounts/ui/govern-pages";
import { approvalsInView } from "~/modules/accounts/use-cases/approvals-in-view.server";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { decideApproval, withdrawApproval } from "~/modules/accounts/use-cases/decide-approval.server";
import { deletePerson } from "~/modules/accounts/use-cases/delete-person.server";
import { retireAudit } from "~/modules/accounts/use-cases/retire-audit.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { today } from "~/platform/clock.server";

export const handle = { title: "accounts:approvals.title" };

/** Every action of the house that needs two people, each handed in by the module that owns it. */
const KINDS = [deletePerson, retireAudit];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:approvals");
  const found = await approvalsInView(actor, KINDS);
  const all = [...found.waiting, ...found.mine, ...found.settled];
  const areas = await areaNames(all.map(({ areaCode }) => areaCode));
  return { ...found, areas, grants: actor.grants, today: today() };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "read:approvals");
  const form = await formSaid(request);
  const [id, intent, reason] = ["approval", "intent", "reason"].map((name) => String(form.get(name) ?? "").slice(0, 1000));
  const approval = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id ?? "") ? (id ?? "") : "";
  if (!approval) return { approval, refusal: { kind: "not-there" } };
  const outcome =
    intent === "withdraw"
      ? await withdrawApproval(actor, approval)
      : await decideApproval(actor, KINDS, approval, { approve: intent === "approve", reason: reason ?? "" });
  return outcome.ok ? redirect("/govern/approvals") : { approval, refusal: outcome.refusal };
}

export default function GovernApprovals() {
  const { waiting, mine, settled, areas, grants, today: day } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("accounts");
  const card = (step: "decide" | "withdraw" | null) =>
    function Card(approval: (typeof mine)[number]) {
      const refusal = answer?.approval === approval.id ? answer.refusal : null;
      return <ApprovalCard key={approval.id} approval={approval} areas={areas} today={day} step={step} refusal={refusal} />;
    };
  return (
    <Container component="main" size="md" py="md">
      <Stack gap="md">
        <div>
          <Title order={1} size="h2">
            {t("approvals.title")}
          </Title>
          <Text c="dimmed">{t("approvals.lead")}</Text>
        </div>
        <GovernPages grants={grants} />
        <Title order={2} size="h4">
          {t("approvals.waiting")}
        </Title>
        {waiting.length === 0 ? <Text c="dimmed">{t("approvals.noneWaiting")}</Text> : waiting.map(card("decide"))}
        <Title order={2} size="h4">
          {t("approvals.mine")}
        </Title>
        {mine.length === 0 ? <Text c="dimmed">{t("approvals.noneMine")}</Text> : mine.map(card("withdraw"))}
        {settled.length > 0 && (
          <>
            <Title order={2} size="h4">
              {t("approvals.settledLately")}
            </Title>
            {settled.map(card(null))}
          </>
        )}
      </Stack>
    </Container>
  );
}
