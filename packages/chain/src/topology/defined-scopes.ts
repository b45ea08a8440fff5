import { asList, at } from '@hopwise/template/json';
import { render } from '@hopwise/template/render';
import type { TemplateModel } from '@hopwise/template/template-model';

/** The scopes that the resource servers of a template define, as tokens have them: `identifier/name`. */
export const definedScopes = (model: TemplateModel): readonly string[] =>
  model
    .ofType('AWS::Cognito::UserPoolResourceServer')
    .flatMap(({ properties }) =>
      asList(properties.Scopes).map(
        (scope) => `${render(properties.Identifier)}/${render(at(scope, 'ScopeName'))}`,
      ),
    );
