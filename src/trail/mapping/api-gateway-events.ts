import type { EventRule } from './event-rule.ts';

/**
 * API Gateway's actions are the HTTP methods of its operations, those of both its versions; an operation that has an
 * action of its own (portals, routing rules) is not here. TagResource is PUT in the one and POST in the other, and
 * the event does not tell which: it stays unknown.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-create-and-manage-api.html
 */
const DOCS =
  'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-create-and-manage-api.html';

const OPERATIONS: Readonly<Record<string, string>> = {
  GET: `ExportApi GetAccount GetApi GetApiKey GetApiKeys GetApiMapping GetApiMappings GetApis GetAuthorizer
    GetAuthorizers GetBasePathMapping GetBasePathMappings GetClientCertificate GetClientCertificates GetDeployment
    GetDeployments GetDocumentationPart GetDocumentationParts GetDocumentationVersion GetDocumentationVersions
    GetDomainName GetDomainNameAccessAssociations GetDomainNames GetExport GetGatewayResponse GetGatewayResponses
    GetIntegration GetIntegrationResponse GetIntegrationResponses GetIntegrations GetMethod GetMethodResponse GetModel
    GetModelTemplate GetModels GetRequestValidator GetRequestValidators GetResource GetResources GetRestApi GetRestApis
    GetRoute GetRouteResponse GetRouteResponses GetRoutes GetSdk GetSdkType GetSdkTypes GetStage GetStages GetTags
    GetUsage GetUsagePlan GetUsagePlanKey GetUsagePlanKeys GetUsagePlans GetVpcLink GetVpcLinks`,
  POST: `CreateApi CreateApiKey CreateApiMapping CreateAuthorizer CreateBasePathMapping CreateDeployment
    CreateDocumentationPart CreateDocumentationVersion CreateDomainName CreateIntegration CreateIntegrationResponse
    CreateModel CreateRequestValidator CreateResource CreateRestApi CreateRoute CreateRouteResponse CreateStage
    CreateUsagePlan CreateUsagePlanKey CreateVpcLink GenerateClientCertificate ImportApiKeys ImportRestApi
    TestInvokeAuthorizer TestInvokeMethod`,
  PUT: `ImportApi ImportDocumentationParts PutGatewayResponse PutIntegration PutIntegrationResponse PutMethod
    PutMethodResponse PutRestApi ReimportApi`,
  PATCH: `UpdateAccount UpdateApi UpdateApiKey UpdateApiMapping UpdateAuthorizer UpdateBasePathMapping
    UpdateClientCertificate UpdateDeployment UpdateDocumentationPart UpdateDocumentationVersion UpdateDomainName
    UpdateGatewayResponse UpdateIntegration UpdateIntegrationResponse UpdateMethod UpdateMethodResponse UpdateModel
    UpdateRequestValidator UpdateResource UpdateRestApi UpdateRoute UpdateRouteResponse UpdateStage UpdateUsage
    UpdateUsagePlan UpdateVpcLink`,
  DELETE: `DeleteAccessLogSettings DeleteApi DeleteApiKey DeleteApiMapping DeleteAuthorizer DeleteBasePathMapping
    DeleteClientCertificate DeleteCorsConfiguration DeleteDeployment DeleteDocumentationPart DeleteDocumentationVersion
    DeleteDomainName DeleteGatewayResponse DeleteIntegration DeleteIntegrationResponse DeleteMethod
    DeleteMethodResponse DeleteModel DeleteRequestValidator DeleteResource DeleteRestApi DeleteRoute
    DeleteRouteRequestParameter DeleteRouteResponse DeleteRouteSettings DeleteStage DeleteUsagePlan DeleteUsagePlanKey
    DeleteVpcLink FlushStageAuthorizersCache FlushStageCache ResetAuthorizersCache UntagResource`,
};

export const API_GATEWAY_EVENTS: readonly EventRule[] = Object.entries(OPERATIONS).map(([method, names]) => ({
  events: names.split(/\s+/).map((name) => `apigateway:${name}`),
  needs: [`apigateway:${method}`],
  docs: DOCS,
}));
