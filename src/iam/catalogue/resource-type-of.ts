import type { ActionFacts, ActionResourceType } from './action-catalogue.ts';

/** The resource types of an action that an ARN may be. */
export function typesOfArn(action: ActionFacts, arn: string): readonly ActionResourceType[] {
  return action.resourceTypes.filter(({ type }) => type.arns.some((form) => formOf(form).test(arn)));
}

const forms = new Map<string, RegExp>();

/** A placeholder is any text, but none of the first five parts has a colon in it, and a bucket's name no slash. */
function formOf(arn: string): RegExp {
  const known = forms.get(arn);
  if (known) return known;
  let colons = 0;
  let source = '';
  for (const part of arn.split(/(\$\{[^}]*\})/)) {
    if (part === '${BucketName}') source += '[^/]+';
    else if (part.startsWith('${')) source += colons < 5 ? '[^:]*' : '.+';
    else source += part.replace(/[^\w]/g, '\\$&');
    if (!part.startsWith('${')) colons += part.split(':').length - 1;
  }
  const form = new RegExp(`^${source}$`);
  forms.set(arn, form);
  return form;
}
