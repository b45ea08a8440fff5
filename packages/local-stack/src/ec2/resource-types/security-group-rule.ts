import * as z from 'zod/mini';
import { inert, refused } from '../../deployment/property-treatment.ts';
import { isCidr } from '../cidr.ts';

/** CloudFormation accepts the text of a number. */
const port = () =>
  z.optional(
    z.pipe(z.union([z.number(), z.string().check(z.regex(/^-?\d{1,5}$/))]), z.coerce.number()),
  );

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html */
const protocol = () =>
  z.pipe(
    z.pipe(z.union([z.number(), z.string()]), z.transform(String)),
    z.string().check(z.regex(/^(?:-1|tcp|udp|icmp|icmpv6|\d{1,3})$/i)),
  );

/** Each schema has its own parts, because a treatment belongs to one property. */
const traffic = () => ({
  IpProtocol: protocol(),
  FromPort: port(),
  ToPort: port(),
  CidrIp: z.optional(
    z.string().check(z.refine(isCidr, 'expected IPv4 addresses such as 10.0.0.0/24')),
  ),
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
