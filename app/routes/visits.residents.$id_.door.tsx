import { Alert, Anchor, Button, Container, Group, Stack, Text, Title } from "@mantine/core";
import { data, type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { DoorLabel } from "~/modules/visits/ui/door-label";
import { doorInView, renewDoor, revokeDoor } from "~/modules/visits/use-cases/keep-door.server";
import { publicOrigin } from "~/platform/environment.server";
import { linkPicture } from "~/platform/one-time-secret.server";

export const handle = { title: "visits:door.title" };
const NO_STORE = { "Cache-Control": "no-store" };
export const headers: HeadersFunction = () => NO_STORE;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "write:visits");
  const city = await requireCity(request);
  const found = await doorInView(actor, city, params.id ?? "");
  if (!found) throw new Response(null, { status: 404 });
  const { door, ...resident } = found;
  // Behind the #, where it reaches no server's log.
  const link = door?.code ? `${publicOrigin() ?? new URL(request.url).origin}/care/door#${door.code}` : null;
  const label = door && { picture: link && linkPicture(link), mark: door.mark, madeAt: door.madeAt };
  return data({ ...resident, label, timeZone: city.timeZone }, { headers: NO_STORE });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, "write:visits");
  const city = await requireCity(request);
  const form = await formSaid(request);
  const isNew = form.get("intent") === "make-door";
  const changed = await (isNew ? renewDoor : revokeDoor)(actor, city, params.id ?? "");
  if (changed.ok) return data({ refusal: null, did: isNew ? ("made" as const) : ("ended" as const) }, { headers: NO_STORE });
  const { kind } = changed.refusal;
  if (kind === "not-there") throw new Response(null, { status: 404 });
  return data({ refusal: kind, did: null }, { status: kind === "not-permitted" ? 403 : 422, headers: NO_STORE });
}

/** 门牌码: the QR on somebody's door, made, printed without a name, renewed and taken back. */
export default function ResidentDoor() {
  const { id, name, label, timeZone } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? null;
  const { t, i18n } = useTranslation("visits");
  const clock = new Intl.DateTimeFormat(i18n.language === "en" ? "en-GB" : "zh-CN", { timeZone, dateStyle: "medium" });
  return (
    <Container component="main" size="sm" py="md">
      <Stack gap="md">
        <div className="no-print">
          <Anchor component={Link} to={`/visits/residents/${id}`} size="sm">
            {t("door.back")}
          </Anchor>
          <Title order={1} size="h2">
            {name} · {t("door.title")}
          </Title>
          <Text c="dimmed">{t("door.lead")}</Text>
        </div>
        {answer && (
          <Alert className="no-print" color={answer.refusal ? "red" : "jade"} role={answer.refusal ? "alert" : "status"}>
            {answer.refusal ? t(`door.refusal.${answer.refusal}`) : t(`door.did.${answer.did}`)}
          </Alert>
        )}
        {label ? <DoorLabel {...label} madeOn={clock.format(new Date(label.madeAt))} /> : <Text fw={650}>{t("door.none")}</Text>}
        <Form method="post" className="no-print">
          <Group>
            <Button type="submit" name="intent" value="make-door" variant={label ? "default" : "filled"}>
              {t(label ? "door.renew" : "door.make")}
            </Button>
            {label && (
              <Button type="submit" name="intent" value="end-door" variant="default" color="red">
                {t("door.end")}
              </Button>
            )}
          </Group>
        </Form>
      </Stack>
    </Container>
  );
}
