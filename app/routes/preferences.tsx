import { Container, Title } from "@mantine/core";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { displayCookie, displayOf } from "~/platform/display.server";
import { languageCookie, languageOf } from "~/platform/language.server";
import { ownPath } from "~/platform/own-path.server";
import { isSecureRequest } from "~/platform/request-facts.server";
import { displayFrom } from "~/ui/layout/display";
import { DisplayForm } from "~/ui/layout/display-menu";
import type { PageHandle } from "~/ui/layout/page-title";

export const handle: PageHandle = { title: "display.title" };

export async function loader({ request }: LoaderFunctionArgs) {
  const [language, display] = await Promise.all([languageOf(request), displayOf(request)]);
  return { language, display };
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const display = displayFrom({ elder: form.get("elder") === "yes", scheme: form.get("scheme") });
  const headers = new Headers();
  headers.append("Set-Cookie", await displayCookie.serialize(display, { secure: isSecureRequest() }));
  headers.append(
    "Set-Cookie",
    await languageCookie.serialize(form.get("language") === "en" ? "en" : "zh", { secure: isSecureRequest() }),
  );
  return redirect(ownPath(form.get("back")), { headers });
}

export default function Preferences() {
  const { t } = useTranslation("layout");
  return (
    <Container component="main" size="xs" py="xl">
      <Title order={1} size="h2" mb="lg">
        {t("display.title")}
      </Title>
      <DisplayForm {...useLoaderData<typeof loader>()} back="/" />
    </Container>
  );
}
