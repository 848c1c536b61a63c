<?xml version="1.0" encoding="UTF-8"?>
<!--
  A chapter of an e-book, second step: what epub.xsl made of a document becomes XHTML that any reading system takes. No
  script, no switches, no links that lead out of the book but to the web, and nothing nested as XHTML does not allow,
  whatever a foreign file holds.
-->
<xsl:stylesheet version="1.0"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:epub="http://www.idpf.org/2007/ops"
    xmlns:str="http://exslt.org/strings"
    exclude-result-prefixes="str">

  <xsl:output method="xml" encoding="UTF-8" indent="no"/>

  <xsl:key name="made" match="*" use="@id"/>

  <xsl:variable name="letters" select="'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'"/>
  <xsl:variable name="digits" select="'0123456789'"/>
  <xsl:variable name="rtl" select="' ar arc ckb dv fa he ks ku-arab lrc mzn nqo ps sd syr ug ur yi '"/>

  <xsl:template match="/chapter">
    <html lang="{@lang}" xml:lang="{@lang}">
      <head>
        <title><xsl:value-of select="@title"/></title>
        <link rel="stylesheet" type="text/css" href="../epub.css"/>
      </head>
      <body epub:type="bodymatter"><xsl:apply-templates select="*" mode="flow"/></body>
    </html>
  </xsl:template>

  <!-- What only helps the eye on a screen, or belongs to another view, is left out where it is met: a pattern with a condition is matched by counting
       all elements beside it, which takes long in long minutes. -->

  <!-- Flow: where paragraphs may stand ============================================================= -->

  <xsl:template match="*" mode="flow">
    <xsl:if test="not(@aria-hidden = 'true' or @hidden or contains(concat(' ', @class, ' '), ' hint ') or contains(@class, 'in-source'))"><xsl:element name="{local-name()}"><xsl:call-template name="hand-on"/><xsl:apply-templates select="node()" mode="flow"/></xsl:element></xsl:if>
  </xsl:template>
  <xsl:template match="p | h1 | h2 | h3 | h4 | h5 | h6 | span | a | b | i | q | cite | code | small | sup | sub | u | s | em | strong | abbr | mark | kbd | bdi | dt" mode="flow">
    <xsl:if test="not(@aria-hidden = 'true' or @hidden or contains(concat(' ', @class, ' '), ' hint ') or contains(@class, 'in-source'))"><xsl:element name="{local-name()}"><xsl:call-template name="hand-on"/><xsl:apply-templates select="node()" mode="phrase"/></xsl:element></xsl:if>
  </xsl:template>
  <xsl:template match="br" mode="flow"><xsl:apply-templates select="." mode="phrase"/></xsl:template>
  <xsl:template match="figcaption" mode="flow"><div><xsl:call-template name="hand-on"/><xsl:apply-templates select="node()" mode="flow"/></div></xsl:template>

  <!-- what folds on a page stands open in a book -->
  <xsl:template match="details" mode="flow">
    <section><xsl:call-template name="hand-on"/><xsl:apply-templates select="node()" mode="flow"/></section>
  </xsl:template>
  <xsl:template match="summary" mode="flow">
    <xsl:choose>
      <xsl:when test="h2 | h3"><xsl:apply-templates select="h2 | h3" mode="flow"/></xsl:when>
      <xsl:otherwise><h3><xsl:apply-templates select="node()" mode="phrase"/></h3></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- lists and tables have what may stand in them and nothing else -->
  <xsl:template match="ul | ol" mode="flow">
    <xsl:element name="{local-name()}"><xsl:call-template name="hand-on"/><xsl:apply-templates select="node()" mode="item"/></xsl:element>
  </xsl:template>
  <xsl:template match="li" mode="item"><li><xsl:call-template name="hand-on"/><xsl:apply-templates select="node()" mode="flow"/></li></xsl:template>
  <xsl:template match="*" mode="item"><li><xsl:apply-templates select="." mode="flow"/></li></xsl:template>
  <xsl:template match="text()" mode="item"><xsl:if test="normalize-space(.) != ''"><li><xsl:value-of select="."/></li></xsl:if></xsl:template>
  <xsl:template match="li | tr | td | th | tbody" mode="flow"><div><xsl:call-template name="hand-on"/><xsl:apply-templates select="node()" mode="flow"/></div></xsl:template>

  <xsl:template match="table" mode="flow"><table><xsl:call-template name="hand-on"/><xsl:apply-templates select="node()" mode="row"/></table></xsl:template>
  <xsl:template match="tbody" mode="row"><tbody><xsl:apply-templates select="node()" mode="row"/><xsl:if test="not(node())"><tr><td/></tr></xsl:if></tbody></xsl:template>
  <xsl:template match="tr" mode="row"><tr><xsl:call-template name="hand-on"/><xsl:apply-templates select="node()" mode="cell"/></tr></xsl:template>
  <xsl:template match="*" mode="row"><tr><td><xsl:apply-templates select="." mode="flow"/></td></tr></xsl:template>
  <xsl:template match="text()" mode="row"><xsl:if test="normalize-space(.) != ''"><tr><td><xsl:value-of select="."/></td></tr></xsl:if></xsl:template>
  <xsl:template match="td | th" mode="cell"><xsl:element name="{local-name()}"><xsl:call-template name="hand-on"/><xsl:apply-templates select="node()" mode="flow"/></xsl:element></xsl:template>
  <xsl:template match="*" mode="cell"><td><xsl:apply-templates select="." mode="flow"/></td></xsl:template>
  <xsl:template match="text()" mode="cell"><xsl:if test="normalize-space(.) != ''"><td><xsl:value-of select="."/></td></xsl:if></xsl:template>

  <!-- lists of terms are the page's own and well made -->
  <xsl:template match="dl" mode="flow"><xsl:if test="*"><dl><xsl:call-template name="hand-on"/><xsl:apply-templates select="*" mode="flow"/></dl></xsl:if></xsl:template>

  <!-- Notes: reading systems show a footnote where its mark is touched ============================ -->

  <xsl:template match="section[@id = 'notes']//ol[not(ancestor::li)]" mode="flow" priority="1">
    <div class="notes-list"><xsl:apply-templates select="*" mode="note"/></div>
  </xsl:template>
  <xsl:template match="*" mode="note">
    <xsl:choose>
      <xsl:when test="contains(@class, 'tei-note')"><aside epub:type="footnote" role="doc-footnote"><xsl:call-template name="hand-on"/><xsl:apply-templates select="node()" mode="flow"/></aside></xsl:when>
      <xsl:otherwise><div><xsl:apply-templates select="node()" mode="flow"/></div></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Phrases: no paragraph stands in them ======================================================== -->

  <xsl:template match="*" mode="phrase">
    <xsl:if test="not(@aria-hidden = 'true' or @hidden or contains(concat(' ', @class, ' '), ' hint ') or contains(@class, 'in-source'))"><span>
      <xsl:call-template name="hand-on"/>
      <xsl:attribute name="class"><xsl:value-of select="normalize-space(concat(@class, ' block'))"/></xsl:attribute>
      <xsl:apply-templates select="node()" mode="phrase"/>
    </span></xsl:if>
  </xsl:template>
  <xsl:template match="span | b | i | q | cite | code | small | sup | sub | u | s | em | strong | abbr | mark | kbd | bdi | del | ins" mode="phrase">
    <xsl:if test="not(@aria-hidden = 'true' or @hidden or contains(concat(' ', @class, ' '), ' hint ') or contains(@class, 'in-source'))"><xsl:element name="{local-name()}"><xsl:call-template name="hand-on"/><xsl:apply-templates select="node()" mode="phrase"/></xsl:element></xsl:if>
  </xsl:template>
  <xsl:template match="br" mode="phrase"><xsl:if test="not(contains(@class, 'in-source'))"><br/></xsl:if></xsl:template>
  <xsl:template match="time" mode="phrase"><span><xsl:call-template name="hand-on"/><xsl:apply-templates select="node()" mode="phrase"/></span></xsl:template>
  <xsl:template match="time" mode="flow"><span><xsl:call-template name="hand-on"/><xsl:apply-templates select="node()" mode="phrase"/></span></xsl:template>

  <!-- Links: within the chapter and to the web; names, gaps and numbers are words here, no links. -->
  <xsl:template match="a" mode="flow"><xsl:apply-templates select="." mode="phrase"/></xsl:template>
  <xsl:template match="a" mode="phrase">
    <xsl:variable name="is-link">
      <xsl:choose>
        <xsl:when test="ancestor::a">no</xsl:when>
        <xsl:when test="starts-with(@href, '#')">
          <xsl:if test="(not(starts-with(@class, 'tei-')) or starts-with(@class, 'tei-ref')) and not(contains(concat(' ', @class, ' '), ' n '))
              and key('made', substring(@href, 2))">yes</xsl:if>
        </xsl:when>
        <xsl:when test="contains(@href, ':')"><xsl:call-template name="is-good"><xsl:with-param name="to" select="string(@href)"/></xsl:call-template></xsl:when>
      </xsl:choose>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$is-link = 'yes'"><xsl:call-template name="link"/></xsl:when>
      <xsl:otherwise><span><xsl:call-template name="hand-on"/><xsl:apply-templates select="node()" mode="phrase"/></span></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="link">
    <a href="{@href}">
      <xsl:call-template name="hand-on"/>
      <xsl:if test="contains(@role, 'noteref')"><xsl:attribute name="epub:type">noteref</xsl:attribute></xsl:if>
      <xsl:if test="contains(@role, 'backlink')"><xsl:attribute name="epub:type">backlink</xsl:attribute></xsl:if>
      <xsl:copy-of select="@aria-label"/>
      <xsl:apply-templates select="node()" mode="phrase"/>
    </a>
  </xsl:template>

  <!-- whether an address of the web is one: checkers refuse a book with a link that cannot be read -->
  <xsl:template name="is-good">
    <xsl:param name="to"/>
    <xsl:variable name="scheme" select="translate(substring-before($to, ':'), 'HTPSMAILO', 'htpsmailo')"/>
    <xsl:variable name="host" select="substring-before(concat(translate(substring-after($to, '://'), '?#', '//'), '/'), '/')"/>
    <xsl:variable name="name" select="substring-before(concat($host, ':'), ':')"/>
    <xsl:variable name="last" select="str:tokenize($name, '.')[last()]"/>
    <xsl:choose>
      <xsl:when test="translate($to, concat($letters, $digits, &quot;-._~:/?#@!$&amp;'()*+,;=%&quot;), '') != ''">no</xsl:when>
      <xsl:when test="contains(substring-after($to, '#'), '#')">no</xsl:when>
      <!-- %zz, %, %% -->
      <xsl:when test="contains($to, '%') and (str:tokenize(concat('.', $to), '%')[position() &gt; 1][translate(substring(concat(., '..'), 1, 2), concat($digits, 'ABCDEFabcdef'), '') != '']
          or contains($to, '%%') or substring($to, string-length($to)) = '%')">no</xsl:when>
      <xsl:when test="$scheme = 'mailto' and contains($to, '@') and not(contains($to, '%'))">yes</xsl:when>
      <xsl:when test="($scheme = 'http' or $scheme = 'https') and contains($name, '.') and translate($name, concat($letters, $digits, '-.'), '') = ''
          and translate(substring($last, 1, 1), $letters, '') = '' and not(starts-with($name, '.')) and not(contains($name, '..'))
          and translate(substring-after($host, ':'), $digits, '') = '' and string-length(substring-after($host, ':')) &lt; 5">yes</xsl:when>
      <xsl:otherwise>no</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What a book has not: switches, strips of colour ============================================= -->

  <xsl:template match="svg | input | button | form | fieldset | label | legend | select | nav | script | template | dialog | img" mode="flow" priority="2"/>
  <xsl:template match="svg | input | button | form | fieldset | label | legend | select | nav | script | template | dialog | img" mode="phrase" priority="2"/>

  <!-- Attributes: class, id, language, the roles of notes ========================================= -->

  <xsl:template name="hand-on">
    <xsl:copy-of select="@class | @data-type"/>
    <xsl:if test="@id or @role or @lang or @title or @colspan or @rowspan"><xsl:call-template name="hand-further"/></xsl:if>
  </xsl:template>
  <xsl:template name="hand-further">
    <xsl:if test="@title != ''"><xsl:copy-of select="@title"/></xsl:if>
    <xsl:if test="@id and generate-id(key('made', @id)[1]) = generate-id()"><xsl:copy-of select="@id"/></xsl:if>
    <xsl:if test="starts-with(@role, 'doc-')"><xsl:copy-of select="@role"/></xsl:if>
    <xsl:if test="@role = 'doc-endnotes'"><xsl:attribute name="epub:type">endnotes</xsl:attribute></xsl:if>
    <xsl:if test="self::td or self::th">
      <xsl:for-each select="(@colspan | @rowspan)[translate(., $digits, '') = ''][. &gt; 1 and . &lt; 100]"><xsl:copy/></xsl:for-each>
    </xsl:if>
    <xsl:apply-templates select="@lang" mode="flow"/>
  </xsl:template>

  <!-- a language as BCP 47 writes it; else the reader is told none -->
  <xsl:template match="@lang" mode="flow">
    <xsl:variable name="first" select="substring-before(concat(., '-'), '-')"/>
    <xsl:if test="translate(., concat($letters, $digits, '-'), '') = '' and translate($first, $letters, '') = '' and string-length($first) &gt; 1
        and string-length($first) &lt; 4 and not(str:tokenize(., '-')[string-length(.) &gt; 8]) and not(contains(., '--')) and substring(., string-length(.)) != '-'">
      <xsl:attribute name="lang"><xsl:value-of select="."/></xsl:attribute>
      <xsl:attribute name="xml:lang"><xsl:value-of select="."/></xsl:attribute>
      <xsl:attribute name="dir">
        <xsl:choose>
          <xsl:when test="contains($rtl, concat(' ', translate($first, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'), ' '))">rtl</xsl:when>
          <xsl:otherwise>auto</xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
