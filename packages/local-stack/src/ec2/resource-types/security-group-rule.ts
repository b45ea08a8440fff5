import * as z from 'zod/mini';
import { inert, refused } from '../../deployment/property-treatment.ts';

/** Each schema has its own parts, because a treatment belongs to one property. */
const traffic = () => ({
  IpProtocol: z.coerce.string(),
  FromPort: z.optional(z.coerce.number()),
  ToPort: z.optional(z.coerce.number()),
  CidrIp: z.optional(z.string()),
  CidrIpv6: inert('a function sends no IPv6: its Ipv6AllowedForDualStack is refused'),
  Description: inert('a description'),
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-securitygroup-egress.html */
export const egressRule = () => ({
  ...traffic(),
  DestinationSecurityGroupId: z.optional(z.string()),
  DestinationPrefixListId: inert('no host that the local stack serves is in a prefix list'),
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-securitygroup-ingress.html */
export const ingressRule = () => ({
  ...traffic(),
  SourceSecurityGroupId: z.optional(z.string()),
  SourcePrefixListId: inert('a function of the template is in no prefix list'),
  SourceSecurityGroupName: refused('a default VPC'),
  SourceSecurityGroupOwnerId: inert('the id of the group is enough to find it'),
});

export type EgressRule = z.output<z.ZodMiniObject<ReturnType<typeof egressRule>>>;
export type IngressRule = z.output<z.ZodMiniObject<ReturnType<typeof ingressRule>>>;
