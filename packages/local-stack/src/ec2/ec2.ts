import { awsService } from '../aws-service/aws-service.ts';
import { assembleNetwork } from './assemble-network.ts';
import type { Network } from './network.ts';
import { eip } from './resource-types/eip.ts';
import { internetGateway } from './resource-types/internet-gateway.ts';
import { natGateway } from './resource-types/nat-gateway.ts';
import { route } from './resource-types/route.ts';
import { routeTable } from './resource-types/route-table.ts';
import { securityGroup } from './resource-types/security-group.ts';
import { securityGroupEgress } from './resource-types/security-group-egress.ts';
import { securityGroupIngress } from './resource-types/security-group-ingress.ts';
import { subnet } from './resource-types/subnet.ts';
import { subnetRouteTableAssociation } from './resource-types/subnet-route-table-association.ts';
import { vpc } from './resource-types/vpc.ts';
import { vpcEndpoint } from './resource-types/vpc-endpoint.ts';
import { vpcGatewayAttachment } from './resource-types/vpc-gateway-attachment.ts';

/** EC2. It serves no operation: its networks decide which hosts a function in a VPC can reach. */
export const ec2 = awsService<Network>({
  signingName: 'ec2',
  types: [
    vpc,
    subnet,
    routeTable,
    route,
    subnetRouteTableAssociation,
    internetGateway,
    vpcGatewayAttachment,
    natGateway,
    eip,
    securityGroup,
    securityGroupEgress,
    securityGroupIngress,
    vpcEndpoint,
  ],
  assemble: assembleNetwork,
});
