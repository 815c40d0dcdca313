import { Container, Stack, Text, Title } from "@mantine/core";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireActorOfAny } from "~/modules/accounts/use-cases/current-actor.server";
import { withoutNul } from "~/modules/catalog/domain/without-nul";
import { isCoordinateSystem } from "~/modules/imports/domain/coordinate-system";
import { isSubjectKey, SUBJECTS } from "~/modules/imports/domain/import-batch";
import { IMPORTERS, mayImport, reachesWholeCity } from "~/modules/imports/use-cases/import-in-part.server";
import { ImportLead, ImportList } from "~/modules/imports/ui/import-list";
import { NewImportForm } from "~/modules/imports/ui/new-import-form";
import { MOST_MEGABYTES, receiveImportFile } from "~/modules/imports/use-cases/receive-file.server";
import { startImport } from "~/modules/imports/use-cases/start-import.server";
import { listImports } from "~/modules/imports/use-cases/watch-import.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { languageOf } from "~/platform/language.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActorOfAny(request, IMPORTERS.read);
  const city = await requireCity(request);
  const asked = new URL(request.url).searchParams.get("subject") ?? "";
  const batches = await listImports(actor, city.code);
  const subjects = SUBJECTS.filter((key) => mayImport(actor, key, city.code));
  return {
    batches,
    city,
    subjects,
    subject: isSubjectKey(asked) && subjects.includes(asked) ? asked : (subjects[0] ?? ("facilities" as const)),
    isPart: !reachesWholeCity(actor, city.code),
    most: MOST_MEGABYTES,
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActorOfAny(request, IMPORTERS.write);
  const city = await requireCity(request);
  const received = await receiveImportFile(request);
  if (!received.ok) return { refusal: received.refusal, said: null };
  const { form, file } = received.value;
  const field = (name: string) => withoutNul(String(form.get(name) ?? "")).trim();
  const [subject, system] = [field("subject"), field("system")];
  const said = { subject, system, source: field("source").slice(0, 80) };
  if (!file) return { refusal: "no-file", said };
  if (said.source === "") return { refusal: "no-source", said };
  const wish = {
    cityCode: city.code,
    subject: isSubjectKey(subject) ? subject : ("facilities" as const),
    source: said.source,
    fileName: file.name,
    coordinateSystem: isCoordinateSystem(system) ? system : ("WGS-84" as const),
    language: await languageOf(request),
  };
  const started = await startImport(actor, wish, file.bytes);
  return started.ok ? redirect(`/plan/import/${started.value}?city=${city.code}`) : { refusal: started.refusal.kind, said };
}

export default function Imports() {
  const { batches, city, subject, subjects, isPart, most } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("imports");
  return (
    <Container component="main" size="lg" py="xl">
      <Stack gap="xl">
        <div>
          <Title order={1} size="h2">
            {t("title")}
          </Title>
          <Text c="dimmed" mt={4}>
            <ImportLead subjects={subjects} />
          </Text>
        </div>
        {subjects.length > 0 && (
          <NewImportForm
            key={subject}
            subject={subject}
            subjects={subjects}
            isPart={isPart}
            most={most}
            city={city.code}
            refusal={answer?.refusal ?? null}
            said={answer?.said ?? null}
          />
        )}
        <ImportList batches={batches} timeZone={city.timeZone} subjects={subjects} />
      </Stack>
    </Container>
  );
}
