-- An answer may go by text message too: the template names the facility and a link, and the words stand behind the link.
ALTER TABLE "enquiry" DROP CONSTRAINT "enquiry_answered_how_check",
  ADD CONSTRAINT "enquiry_answered_how_check" CHECK ("answered_how" IN ('mail', 'text', 'called'));
