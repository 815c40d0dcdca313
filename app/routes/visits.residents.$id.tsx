import { Alert, Anchor, Container, Group, Stack, Text, Title } from "@mantine/core";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { SensitiveValue } from "~/modules/accounts/ui/sensitive-value";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { ageOn, SEALED_FIELDS } from "~/modules/residents/domain/resident";
import { ContactSection } from "~/modules/residents/ui/contact-section";
import { ConsentSection } from "~/modules/residents/ui/consent-section";
import { FileLinks } from "~/modules/residents/ui/file-links";
import { DaysSection, FileSection, RiskSection } from "~/modules/residents/ui/file-sections";
import { LifeSection } from "~/modules/residents/ui/life-section";
import { areaWords } from "~/modules/residents/ui/resident-table";
import { VisitorSection } from "~/modules/residents/ui/visitor-section";
import { changeResident } from "~/modules/residents/use-cases/change-resident.server";
import { residentFile } from "~/modules/residents/use-cases/read-resident.server";
import { LastVisits } from "~/modules/visits/ui/last-visits";
import { visitsOfResident } from "~/modules/visits/use-cases/visits-of-resident.server";
import { today } from "~/platform/clock.server";

export const handle = { title: "residents:title.file" };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:residents");
  const city = await requireCity(request);
  const file = await residentFile(actor, city, params.id ?? "");
  if (!file) throw new Response(null, { status: 404 });
  const names = await areaNames([file.resident.areaCode]);
  const visits = await visitsOfResident(actor, city, file.resident.id);
  return { ...file, names, visits, city, saved: new URL(request.url).searchParams.get("saved") };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, "read:residents");
  const city = await requireCity(request);
  const form = await formSaid(request);
  const said = (name: string) => String(form.get(name) ?? "").slice(0, 600);
  const [id, intent] = [params.id ?? "", said("intent")];
  if (!(await residentFile(actor, city, id))) throw new Response(null, { status: 404 });
  const done = await changeResident(actor, city, id, intent, said, today(city.timeZone));
  if (done.ok) return redirect(`/visits/residents/${id}?saved`);
  const typed = Object.fromEntries([...form.keys()].map((name) => [name, said(name)]));
  return data({ intent, refusal: done.refusal, typed }, { status: done.refusal.kind === "not-permitted" ? 403 : 422 });
}

/** One person, one file 一人一档: on paper it is what the screen shows, without its forms. */
export default function Resident() {
  const { resident, parts, sealed, people, may, today: day, names, saved, ...file } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? null;
  const { t, i18n } = useTranslation("residents");
  const { id } = resident;
  const shared = { parts, answer, mayWrite: may.write && resident.state !== "left", today: day };
  const page = (field: string) => `/visits/residents/${id}/sensitive?field=${field}`;
  const facts = [
    resident.registerNumber,
    t(`sex.${resident.sex}`),
    resident.bornOn ? t("file.born", { day: resident.bornOn, age: ageOn(resident.bornOn, day) }) : t("list.ageUnknown"),
    areaWords(resident.areaCode, names, i18n.language),
    resident.cell && t("list.cell", { cell: resident.cell }),
    resident.leftReason ? t(`left.${resident.leftReason}`) : t(`state.${resident.state}`),
  ].filter(Boolean);
  return (
    <Container component="main" size="md" py="md">
      <Stack gap="md">
        <div>
          <Anchor component={Link} to="/visits/residents" size="sm" className="no-print">
            {t("file.backToList")}
          </Anchor>
          <Group justify="space-between">
            <Title order={1} size="h2">
              {resident.name}
            </Title>
            <FileLinks id={id} mayEdit={shared.mayWrite} mayTakeOut={may.open} reports={file.familyReports.length} />
          </Group>
          <Text c="dimmed">{facts.join(" · ")}</Text>
        </div>
        {saved !== null && !answer && (
          <Alert color="teal" c="var(--mantine-color-text)" role="status" className="no-print">
            {t("file.saved")} {saved === "without-visitor" && t("file.visitorsCleared")}
          </Alert>
        )}
        <RiskSection {...shared} risk={file.risk} rules={file.riskRules} people={people} />
        <VisitorSection
          {...resident}
          wishes={parts.wishes}
          people={people}
          visitors={file.visitors}
          answer={answer}
          mayWrite={shared.mayWrite}
        />
        <FileSection id="sealed" title={t("file.sealed")}>
          {SEALED_FIELDS.map((kind) => {
            const field = sealed.find((one) => one.kind === kind);
            return (
              <div key={kind}>
                <Text fw={650}>{t(`sealed.${kind}`)}</Text>
                {field ? (
                  <SensitiveValue label={t(`sealed.${kind}`)} mask={field.mask} opens={may.open ? page(kind) : null} />
                ) : (
                  <Text c="dimmed">{t("file.none")}</Text>
                )}
                {shared.mayWrite && (
                  <Anchor
                    component={Link}
                    to={page(kind)}
                    size="sm"
                    className="no-print"
                    aria-label={t("file.correctOf", { field: t(`sealed.${kind}`) })}
                  >
                    {t(field ? "file.correct" : "file.add")}
                  </Anchor>
                )}
              </div>
            );
          })}
        </FileSection>
        <ContactSection
          contacts={parts.contacts}
          answer={answer}
          mayWrite={shared.mayWrite}
          opens={may.open ? (part) => `${page("contact")}&contact=${part}` : null}
        />
        {resident.state !== "proposed" && <LastVisits {...file.visits} city={file.city} />}
        <DaysSection {...shared} />
        <ConsentSection {...shared} />
        {may.write && (
          <LifeSection resident={resident} merges={file.merges} resembles={file.resembles} answer={answer} today={day} />
        )}
      </Stack>
    </Container>
  );
}
