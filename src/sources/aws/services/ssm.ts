import type { GetParametersCommandOutput, ParameterMetadata } from '@aws-sdk/client-ssm';
import type { ScannedText } from '../../../model/credential-match.ts';
import { type Reading, read, unread } from '../../../model/reading.ts';
import type { SsmParameter } from '../../../model/resources/compute.ts';
import { scanText, scanVariables } from '../../credential-scan/credential-scan.ts';
import { defineCollector, mapListed, type ServiceApi } from '../collector.ts';
import { isoTime } from '../mapping.ts';

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html */
const NAMES_PER_CALL = 10;
const NO_TEXT = scanText('');

/** Values of String and StringList parameters are scanned and forgotten; nothing is ever decrypted. */
const parameters = defineCollector({
  type: 'AWS::SSM::Parameter',
  service: 'ssm',
  scope: 'regional',
  calls: ['ssm:DescribeParameters', 'ssm:GetParameters'],
  async collect(api) {
    const listed = await api.list<ParameterMetadata>('DescribeParameters', { MaxResults: 50 }, 'Parameters');
    const values = await plainValues(api, listed.items);
    return mapListed(listed, (parameter) => toParameter(api, parameter, values));
  },
});

type Values = ReadonlyMap<string, Reading<ScannedText>>;

async function plainValues(api: ServiceApi, all: readonly ParameterMetadata[]): Promise<Values> {
  const names = all.filter((each) => typeOf(each) !== 'SecureString').map((each) => each.Name ?? '');
  const batches = Array.from({ length: Math.ceil(names.length / NAMES_PER_CALL) }, (_, index) =>
    names.slice(index * NAMES_PER_CALL, (index + 1) * NAMES_PER_CALL),
  );
  const found = await api.each(batches, (batch) => valuesOfBatch(api, batch));
  return new Map(found.flat());
}

async function valuesOfBatch(
  api: ServiceApi,
  names: readonly string[],
): Promise<(readonly [string, Reading<ScannedText>])[]> {
  const input = { Names: names, WithDecryption: false };
  const answer = await api.read<GetParametersCommandOutput>('GetParameters', input);
  if (answer.status === 'unread') return names.map((name) => [name, answer]);
  return (answer.value.Parameters ?? []).map(({ Name = '', Value = '' }) => [
    Name,
    read(scanVariables({ [Name]: Value })),
  ]);
}

function toParameter(api: ServiceApi, parameter: ParameterMetadata, values: Values): SsmParameter {
  const id = parameter.Name ?? '';
  const parameterType = typeOf(parameter);
  const gone = unread('ssm:GetParameters', `InvalidParameter: ${id} was not answered`);
  return {
    type: 'AWS::SSM::Parameter',
    account: api.account,
    region: api.region,
    arn: parameter.ARN ?? api.arn('ssm', `parameter/${id.replace(/^\//, '')}`),
    id,
    parameterType,
    keyId: parameter.KeyId ?? null,
    lastModifiedDate: isoTime(parameter.LastModifiedDate),
    plainValue: parameterType === 'SecureString' ? read(NO_TEXT) : (values.get(id) ?? gone),
  };
}

/** A type that is not told is taken for the one whose value is never asked for. */
function typeOf(parameter: ParameterMetadata): SsmParameter['parameterType'] {
  return parameter.Type ?? 'SecureString';
}

export const collectors = [parameters];
