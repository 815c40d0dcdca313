import { Container, Stack } from "@mantine/core";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { SensitiveValue } from "~/modules/accounts/ui/sensitive-value";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { isStage } from "~/modules/siting/domain/premises/premises-stage";
import { PremisesPage } from "~/modules/siting/ui/premises-page";
import { requirePremises, requirePremisesPage } from "~/modules/siting/use-cases/city-of-premises.server";
import { mayOpenPremisesContact } from "~/modules/siting/use-cases/may-keep-premises.server";
import { linkPremises, movePremises } from "~/modules/siting/use-cases/move-premises.server";
import { today } from "~/platform/clock.server";
import { baseMap } from "~/platform/environment.server";
import { pageTitle } from "~/platform/page-title.server";
import { useTranslation } from "react-i18next";
import { titled } from "~/ui/layout/titled";
import type { PageHandle } from "~/ui/layout/page-title";

export const meta = titled;

export const handle: Pick<PageHandle, "words"> = { words: ["all", "siting"] };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:premises");
  const { file, city } = await requirePremisesPage(request, actor, params.id);
  const { areaCode } = file.premises;
  return {
    ...{ file, cityCode: city.code, today: today(city.timeZone), baseMap: baseMap() ?? null },
    names: areaCode === city.code ? null : ((await areaNames([areaCode]))[areaCode] ?? null),
    mayOpen: mayOpenPremisesContact(actor, areaCode),
    title: await pageTitle(request, () => file.premises.name),
  };
}

const KIND = { move: "moved", back: "moved", drop: "dropped", resume: "resumed" } as const;
type Intent = keyof typeof KIND;
const isIntent = (text: string): text is Intent => Object.hasOwn(KIND, text);

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, "write:premises");
  const { file, city } = await requirePremises(actor, params.id);
  const { id } = file.premises;
  const form = await formSaid(request);
  const field = (name: string) => String(form.get(name) ?? "");
  const intent = field("intent");
  const here = (saved: string) => redirect(`/plan/siting/premises/${id}?saved=${saved}&city=${city.code}`);
  if (intent === "link") {
    const linked = await linkPremises(actor, id, field("facility"));
    return linked.ok ? here("link") : { link: { refusal: linked.refusal, facility: field("facility") }, step: null };
  }
  if (!isIntent(intent)) throw new Response(null, { status: 400 });
  const [stage, on, reason] = [field("stage"), field("on"), field("reason")];
  const wish = { kind: KIND[intent], stage: isStage(stage) ? stage : file.standing.stage, on, reason };
  const moved = await movePremises(actor, city, id, Number(field("seen")), wish);
  return moved.ok ? here("stage") : { link: null, step: { intent, refusal: moved.refusal, stage, on, reason } };
}

export default function Premises() {
  const { file, cityCode, today: day, baseMap: ground, names, mayOpen } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t, i18n } = useTranslation("siting");
  const [address] = useSearchParams();
  const { contact } = file;
  return (
    <Container component="main" size="lg" py="lg">
      <Stack gap="lg">
        <PremisesPage
          {...{ file, cityCode, today: day, baseMap: ground }}
          areaName={names && (i18n.language === "en" ? names.nameEn : names.name)}
          saved={address.get("saved")}
          refused={answer?.step ?? null}
          refusedLink={answer?.link ?? null}
          contact={
            contact === null ? (
              "—"
            ) : (
              <SensitiveValue
                label={t("premises.contact")}
                mask={[contact.name, contact.phone].filter(Boolean).join(" ")}
                opens={mayOpen ? `/plan/siting/premises/${file.premises.id}/contact` : null}
              />
            )
          }
        />
      </Stack>
    </Container>
  );
}
