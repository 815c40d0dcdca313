import { fillForm, type FormFilling } from "~/modules/visits/use-cases/form-workbook.server";

/** Worker thread: a form with a month's figures in its cells. */
export const run = (filling: FormFilling): Uint8Array => fillForm(filling);
