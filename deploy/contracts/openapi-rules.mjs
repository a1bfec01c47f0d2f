// The rules for our OpenAPI files: all that Spectral recommends, as errors where the file is read by people or generators.
import rulesets from '@stoplight/spectral-rulesets';
import functions from '@stoplight/spectral-functions';

const { oas } = rulesets;
const { truthy, pattern, schema } = functions;
const operations = '$.paths[*][get,put,post,delete,patch]';

export default {
  extends: [[oas, 'recommended']],
  rules: {
    'operation-description': 'error',
    'operation-operationId-unique': 'error',
    'no-$ref-siblings': 'off', // OpenAPI 3.1 allows a description beside a reference.
    'info-contact': 'off',
    'oas3-api-servers': 'off', // The address of the process that serves it is no part of the contract.
    'operation-tag-defined': 'off',
    'operation-has-summary': { given: operations, severity: 'error', then: { field: 'summary', function: truthy } },
    'operation-says-its-roles': {
      given: operations, severity: 'error', then: { field: 'description', function: pattern, functionOptions: { match: 'Roles' } },
    },
    'operation-has-errors': {
      given: operations + '.responses', severity: 'error',
      then: { function: schema, functionOptions: { schema: { type: 'object', anyOf: [{ required: ['401'] }, { required: ['200'], maxProperties: 3 }] } } },
    },
    'parameter-has-meaning': { resolved: false, given: operations + '.parameters[*]', severity: 'error', then: { field: 'description', function: truthy } },
    'property-has-meaning': { resolved: false, given: '$.components.schemas[*].properties[*]', severity: 'error', then: { field: 'description', function: truthy } },
  },
};
